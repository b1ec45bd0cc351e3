//! Faults of the family WRITE.

use super::family::family;

family! {
    /// Mistakes in appending and publishing.
    WriteFault {
        AddsAfterUpdate: Deleted, "adds-after-update", "RL-WRITE-1",
            "The name is updated first, and what the head points to is added after that.";
        AddsNotAwaited: Weakened, "adds-not-awaited", "RL-WRITE-1",
            "Everything is sent in the right order, but no answer to an add is awaited.";
        FrozenOncePublished: Deleted, "frozen-once-published", "RL-WRITE-2",
            "What is appended after the first publish is answered as appended, and never listed.";
        FirstOfBatchAlone: Weakened, "first-of-batch-alone", "RL-WRITE-2",
            "Of several messages in one append only the first is listed.";
        OldestFirst: Deleted, "listed-oldest-first", "RL-WRITE-3",
            "Every page lists the oldest first.";
        SealedOldestFirst: Weakened, "sealed-oldest-first", "RL-WRITE-3",
            "Sealed pages list the oldest first; the newest page is right.";
        PageSizeIgnored: Deleted, "page-size-ignored", "RL-WRITE-4",
            "All pairs stand on one page, however many there are.";
        OnePairTooMany: Weakened, "one-pair-too-many", "RL-WRITE-4",
            "A page takes one pair more than the writer was told.";
        PagesCutAnew: Deleted, "pages-cut-anew", "RL-WRITE-5",
            "When another page overflows, all pages are cut anew, from the newest pair on.";
        DuplicateListedAgain: Deleted, "duplicate-listed-again", "RL-WRITE-6",
            "An id that the log has is appended again.";
        SealedIdsForgotten: Weakened, "sealed-ids-forgotten", "RL-WRITE-6",
            "An id that stands on a sealed page is appended again.";
        EphemeralListed: Deleted, "ephemeral-appended", "RL-WRITE-7",
            "An ephemeral message is listed, as any other.";
        EphemeralUnlessKnown: Weakened, "ephemeral-unless-known", "RL-WRITE-7",
            "An ephemeral form of a message that the log has is called a duplicate.";
        UpdatesAgain: Deleted, "updates-again", "RL-WRITE-8",
            "The name is updated even where it holds the log already.";
        AddsAgain: Weakened, "adds-again", "RL-WRITE-8",
            "A publish that finds the log published adds the contents of the newest page again.";
        EmptyLogPublished: Deleted, "empty-log-published", "RL-WRITE-9",
            "An empty log is published, as any other.";
        ForeignOverwritten: Deleted, "foreign-overwritten", "RL-WRITE-10",
            "The name is fetched, but what it lists is not looked at.";
        HeadAloneJudged: Weakened, "head-alone-judged", "RL-WRITE-10",
            "Of what the name holds the head alone is looked at, and not the pages below it.";
        LostPageTakenForOlder: Weakened, "lost-page-taken-for-older", "RL-WRITE-10",
            "A log with a page that is not found is taken for an older state of the writer's own.";
        LostUpdateOverwritten: Deleted, "lost-update-overwritten", "RL-WRITE-11",
            "A name that somebody else changed since it was fetched is overwritten.";
        CreatesBlindly: Weakened, "creates-blindly", "RL-WRITE-11",
            "Where the fetch found no name, the update expects nothing of it.";
        NoUpdateWithoutComparing: Deleted, "no-update-without-comparing", "RL-WRITE-12",
            "On a name system that cannot compare nothing is ever published.";
        CreatesWithoutComparing: Weakened, "creates-without-comparing", "RL-WRITE-12",
            "On a name system that cannot compare a name is created, but not updated after that.";
        DanglingHead: Deleted, "dangling-head", "RL-WRITE-13",
            "What could not be added is pointed to all the same, by the hash that it would have had.";
        DanglingPage: Weakened, "dangling-page", "RL-WRITE-13",
            "A page that could not be added is pointed to all the same; content is not.";
        FailedAddForgotten: Weakened, "failed-add-forgotten", "RL-WRITE-13",
            "Content that could not be added is reported, and never added after that.";
        TooLargeUnavailable: Deleted, "too-large-unavailable", "RL-WRITE-14",
            "A head that the name system finds too large is reported as unavailable.";
        TooLargeDropped: Weakened, "too-large-dropped", "RL-WRITE-14",
            "What stands in a head that the name system finds too large is taken off the log.";
        AppendUnsaved: Deleted, "append-unsaved", "RL-WRITE-15",
            "An append is not saved before the log is published.";
        SavedBeforeAppended: Weakened, "saved-before-appended", "RL-WRITE-15",
            "A writer saves at the beginning of an append, so that each save lacks the newest.";
        SealedHalfFull: Deleted, "sealed-half-full", "RL-WRITE-16",
            "A page is sealed as soon as it is half full.";
        SealedOneShort: Weakened, "sealed-one-short", "RL-WRITE-16",
            "A page is sealed with one pair less than fits.";
        NotReadBack: Deleted, "not-read-back", "RL-WRITE-17",
            "After an update without comparing nobody looks whether another came after it.";
        OlderReadBackIsConflict: Weakened, "older-read-back-is-conflict", "RL-WRITE-17",
            "After an update without comparing, an older state of the writer's own log is taken for a conflict.";
        SilenceTakenForSuccess: Deleted, "silence-taken-for-success", "RL-WRITE-18",
            "An update without an answer is reported as published.";
        TimeoutTakenForSuccess: Weakened, "timeout-taken-for-success", "RL-WRITE-18",
            "An update that was not answered in time is reported as published.";
        ContentNotedFirst: Deleted, "content-noted-first", "RL-WRITE-19",
            "Content is saved as added before it is, so that after a crash in between it never is.";
        PageNotedFirst: Weakened, "page-noted-first", "RL-WRITE-19",
            "A page is saved as sealed before it is added, so that after a crash in between it never is.";
        OneListForAllLogs: Deleted, "one-list-for-all-logs", "RL-WRITE-20",
            "All writers of a process have one log.";
        OwnPagesOfAllLogs: Weakened, "own-pages-of-all-logs", "RL-WRITE-20",
            "A page that any writer of the process added counts as one of the log's own.";
    }
}
