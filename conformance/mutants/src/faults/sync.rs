//! Faults of the family SYNC.

use super::family::family;

family! {
    /// Mistakes of an MVDS node.
    SyncFault {
        ForgottenOnceSent: Deleted, "forgotten-once-sent", "RL-SYNC-1",
            "A record is forgotten when it has gone out once.";
        GivenUp: Weakened, "given-up-after-four", "RL-SYNC-1",
            "A record is forgotten when it has gone out four times.";
        AckRepeated: Deleted, "ack-repeated", "RL-SYNC-2",
            "An ACK goes out with every payload and in every epoch.";
        PayloadPerEntry: Deleted, "payload-per-entry", "RL-SYNC-3",
            "Each record, and each ACK, goes out in a payload of its own.";
        AcksApart: Weakened, "acks-in-a-payload-of-their-own", "RL-SYNC-3",
            "ACKs go out in a payload of their own, beside the one with records.";
        SendEpochMissed: Deleted, "send-epoch-missed", "RL-SYNC-4",
            "A record whose send epoch passed while the node was offline waits for one more delay.";
        SendEpochStays: Deleted, "send-epoch-stays", "RL-SYNC-5",
            "The send epoch does not grow, and a record goes out in every epoch.";
        SendEpochIsNow: Weakened, "send-epoch-is-now", "RL-SYNC-5",
            "The send epoch becomes the present one, so that a record goes out twice before its delay counts.";
        DelayStays: Deleted, "delay-stays-shortest", "RL-SYNC-6",
            "Every delay is the shortest.";
        NoLongestDelay: Weakened, "delay-doubles-for-ever", "RL-SYNC-6",
            "The delay doubles without an upper bound.";
        StaysAtLongest: Weakened, "delay-stays-longest", "RL-SYNC-6",
            "A delay that has come to the upper bound stays there.";
        ArrivalUnnoticed: Deleted, "arrival-unnoticed", "RL-SYNC-7",
            "A payload of a peer does not make its records due.";
        DelayGoesOn: Weakened, "delay-goes-on-after-arrival", "RL-SYNC-7",
            "A payload of a peer makes its records due once, and their delays go on from where they were.";
        AppendedNotSent: Deleted, "appended-not-sent", "RL-SYNC-8",
            "A message that is appended in batch mode waits until the peer has sent a payload.";
        FirstPeerOnly: Weakened, "sent-to-the-first-peer", "RL-SYNC-8",
            "A message that is appended is for the first peer of its group alone.";
        NotAcknowledged: Deleted, "messages-not-acknowledged", "RL-SYNC-9",
            "A message that came from a peer is not acknowledged the first time.";
        FirstMessageAcknowledged: Weakened, "first-message-acknowledged", "RL-SYNC-9",
            "Of the new messages of a payload the first is acknowledged, and no other.";
        WaitingNotAcknowledged: Weakened, "acknowledged-when-delivered", "RL-SYNC-9",
            "What waits for its parents is not acknowledged.";
        AckIgnored: Deleted, "ack-ignored", "RL-SYNC-10",
            "An ACK ends no record.";
        FirstAckCounts: Weakened, "first-ack-counts", "RL-SYNC-10",
            "Of the ACKs of a payload the first ends its record, and no other.";
        SentUnasked: Deleted, "sent-unasked", "RL-SYNC-11",
            "In interactive mode a message is sent at once, as in batch mode.";
        SentAfterOffer: Weakened, "sent-after-unanswered-offer", "RL-SYNC-11",
            "A message whose OFFER went out unanswered is sent.";
        OfferIgnored: Deleted, "offer-ignored", "RL-SYNC-12",
            "Nothing is requested.";
        RequestedOnce: Weakened, "requested-once", "RL-SYNC-12",
            "A REQUEST goes out once, and not again.";
        RequestIgnored: Deleted, "request-ignored", "RL-SYNC-13",
            "A REQUEST for what was offered gets nothing.";
        OfferStays: Weakened, "offer-stays-offer", "RL-SYNC-13",
            "A message that was requested is sent once, and its record is an OFFER again.";
        RequestNeverEnds: Deleted, "request-never-ends", "RL-SYNC-14",
            "A message that has come is requested as before.";
        OthersStillAsked: Weakened, "others-still-asked", "RL-SYNC-14",
            "A message that has come is not requested from its sender any more, but from the others.";
        NotAcknowledgedAgain: Deleted, "not-acknowledged-again", "RL-SYNC-15",
            "A message that comes again is not acknowledged again.";
        KnownOfferRequested: Deleted, "offer-of-known-requested", "RL-SYNC-16",
            "An OFFER of a message that the node has is requested.";
        KnownOfferIgnored: Weakened, "offer-of-known-ignored", "RL-SYNC-16",
            "An OFFER of a message that the node has is neither requested nor acknowledged.";
        SentToEverybody: Deleted, "sent-to-other-groups", "RL-SYNC-18",
            "A message goes to the peers of every group.";
        LeaverServed: Weakened, "leaver-still-served", "RL-SYNC-18",
            "What was for a peer that left the group still goes to it.";
        AnybodyAsks: Weakened, "request-of-anybody-answered", "RL-SYNC-18",
            "A REQUEST is answered whether the peer is in the message's group or not.";
        StrangersTaken: Deleted, "strangers-taken", "RL-SYNC-19",
            "A payload is taken from anybody, with messages of any group.";
        OtherGroupTaken: Weakened, "message-of-another-group-taken", "RL-SYNC-19",
            "A message is taken from a peer that shares a group, but not the one of the message.";
        RestRefused: Weakened, "rest-of-payload-refused", "RL-SYNC-19",
            "What follows a message of a group that the sender is not in is not taken either.";
        NoParents: Deleted, "no-parents-named", "RL-SYNC-20",
            "A message names no parents.";
        LastParentOnly: Weakened, "last-parent-only", "RL-SYNC-20",
            "A message names the newest of its parents, and no other.";
        FollowedNamed: Weakened, "followed-still-named", "RL-SYNC-20",
            "A message names what another names already.";
        EphemeralNamed: Deleted, "ephemeral-named", "RL-SYNC-21",
            "An ephemeral message is named as a parent.";
        OwnEphemeralNamed: Weakened, "own-ephemeral-named", "RL-SYNC-21",
            "An ephemeral message of the node's own is named as a parent.";
        WaitsForEver: Deleted, "waits-for-ever", "RL-SYNC-23",
            "A message waits for its parents for ever.";
        WaitEndsInDrop: Weakened, "dropped-after-waiting", "RL-SYNC-23",
            "A message that waited too long is dropped.";
        EphemeralAcknowledged: Deleted, "ephemeral-acknowledged", "RL-SYNC-25",
            "An ephemeral message is acknowledged.";
        EphemeralOffered: Deleted, "ephemeral-offered", "RL-SYNC-26",
            "In interactive mode an ephemeral message is offered.";
        EphemeralSentAgain: Deleted, "ephemeral-sent-again", "RL-SYNC-27",
            "An ephemeral message is sent again, like any other.";
        EphemeralListed: Deleted, "ephemeral-listed", "RL-SYNC-28",
            "A node lists its ephemeral messages in its log.";
        EphemeralOnRequest: Weakened, "ephemeral-on-request", "RL-SYNC-28",
            "An ephemeral message that was sent is sent again to a peer that requests it.";
        DeliveredAgain: Deleted, "delivered-each-time", "RL-SYNC-29",
            "A message is delivered each time that a peer sends it.";
        DeliveredFromLogAgain: Weakened, "delivered-from-log-again", "RL-SYNC-29",
            "A message that a peer sent is delivered again when a log brings it.";
        MalformedTaken: Deleted, "malformed-taken-in-part", "RL-SYNC-30",
            "A payload that cannot be parsed is taken up to the fault.";
        AnyIdLength: Weakened, "ids-of-any-length", "RL-SYNC-30",
            "Ids of any length are taken.";
        RefusedAsAWhole: Weakened, "one-bad-id-refuses-all", "RL-SYNC-30",
            "A payload with an id of another length is refused as a whole.";
        LogForgotten: Deleted, "own-log-forgotten", "RL-SYNC-31",
            "A node does not append its messages to its log.";
        ListedNotAcknowledged: Deleted, "listed-not-acknowledged", "RL-SYNC-32",
            "What a log brings is not acknowledged.";
        KnownListedNotAcknowledged: Weakened, "known-listed-not-acknowledged", "RL-SYNC-32",
            "What a log brings is not acknowledged if the node has it.";
        ListedMetadataBelieved: Deleted, "listed-metadata-believed", "RL-SYNC-33",
            "The metadata of a copy out of a log counts like that of a direct one.";
        ListedParentsFollowed: Weakened, "listed-parents-followed", "RL-SYNC-33",
            "What a copy out of a log names as its parents is not named any more.";
        ListedParentsAwaited: Weakened, "listed-parents-awaited", "RL-SYNC-33",
            "A copy out of a log waits for the parents that it names.";
        DirectMetadataIgnored: Deleted, "direct-metadata-ignored", "RL-SYNC-34",
            "The metadata of a direct copy of what a log brought is ignored.";
        DirectCopyDelivered: Weakened, "direct-copy-delivered", "RL-SYNC-29",
            "A direct copy of what a log brought is delivered once more.";
        EvidenceIgnored: Deleted, "evidence-ignored", "RL-SYNC-35",
            "A message that the log of a peer names as a parent is sent to it as before.";
        EvidenceEndsRecord: Deleted, "evidence-ends-record", "RL-SYNC-36",
            "A message that the log of a peer names as a parent is not sent to it any more.";
        RestGoesOn: Weakened, "rest-goes-on", "RL-SYNC-36",
            "A record that rests goes on resting when the peer shows that it is there.";
        ParentsSayNothing: Deleted, "parents-say-nothing", "RL-SYNC-37",
            "A message that names another as its parent does not end the other's record.";
        HelperAwaited: Deleted, "helper-awaited", "RL-SYNC-38",
            "In an epoch in which a helper does not bring all that it should, nothing is sent.";
        PublishAwaited: Weakened, "publish-awaited", "RL-SYNC-38",
            "A message is not sent before the log that lists it was published.";
        NotPassedOn: Deleted, "not-passed-on", "RL-SYNC-39",
            "A node that is to pass messages on does not.";
        PassedBack: Weakened, "passed-back", "RL-SYNC-39",
            "A message is passed on to the peer that sent it, too.";
        PassedToWhoOffered: Weakened, "passed-to-who-offered", "RL-SYNC-39",
            "A message is passed on to a peer that has offered it.";
        AlwaysPassedOn: Deleted, "always-passed-on", "RL-SYNC-40",
            "A node passes messages on without being told to.";
        AnyNumberOfEntries: Deleted, "any-number-of-entries", "RL-SYNC-41",
            "A payload may have any number of entries.";
        OneEntryTooMany: Weakened, "one-entry-too-many", "RL-SYNC-41",
            "A payload with one entry more than the bound is taken.";
        BoundRefused: Weakened, "bound-itself-refused", "RL-SYNC-41",
            "A payload that is exactly at the bound is refused.";
        AnyNumberOfBytes: Weakened, "any-number-of-bytes-of-a-payload", "RL-SYNC-41",
            "A payload may have any number of bytes.";
        OwnBoundsIgnored: Deleted, "own-bounds-ignored", "RL-SYNC-42",
            "All that is due goes out in one payload, however large.";
        RestForgotten: Weakened, "rest-forgotten", "RL-SYNC-42",
            "What does not fit into a payload is not sent any more.";
        RecordsUnbounded: Deleted, "records-unbounded", "RL-SYNC-43",
            "A peer may have any number of records.";
        OneRecordTooMany: Weakened, "one-record-too-many", "RL-SYNC-43",
            "A peer may have one record more than the bound.";
        DueWhenClockGoesBack: Deleted, "due-when-clock-goes-back", "RL-SYNC-44",
            "When the epoch goes back everything is due.";
        DelaysGoBack: Weakened, "delays-go-back", "RL-SYNC-44",
            "When the epoch goes back the delays begin again.";
        FarDayAwaited: Deleted, "far-day-awaited", "RL-SYNC-45",
            "Send epochs are epochs as they are told: after a jump back they are waited for.";
        StartsAnew: Deleted, "starts-anew", "RL-SYNC-46",
            "A node that is started again has forgotten everything.";
        AppendNotSaved: Weakened, "append-not-saved", "RL-SYNC-46",
            "A node answers an append without saving.";
        SendsNotSaved: Weakened, "sends-not-saved", "RL-SYNC-46",
            "A node does not save what it sends in an epoch.";
        SpecNumbersAlways: Deleted, "spec-numbers-always", "RL-SYNC-47",
            "Payloads have the numbers of the specification, whatever the node is told.";
        NumbersGuessed: Weakened, "numbers-guessed", "RL-SYNC-47",
            "A payload that says nothing under the numbers that were told is read under the others.";
        ApplicationNotAsked: Deleted, "application-not-asked", "RL-SYNC-48",
            "The application is not asked about what peers send.";
        RefusedAcknowledged: Weakened, "refused-is-acknowledged", "RL-SYNC-48",
            "A message that the application refuses is acknowledged.";
        NothingDeposited: Deleted, "nothing-deposited", "RL-SYNC-49",
            "A node collects what is in its mailbox, and deposits no messages.";
        EphemeralDeposited: Weakened, "ephemeral-deposited", "RL-SYNC-49",
            "An ephemeral message is deposited, like any other.";
        DepositedForFirstPeer: Weakened, "deposited-for-the-first-peer", "RL-SYNC-49",
            "A message is deposited for the first peer of its group alone.";
        DepositedTogether: Weakened, "deposited-together", "RL-SYNC-49",
            "The messages for a peer are deposited in one payload.";
        DepositedEachEpoch: Weakened, "deposited-each-epoch", "RL-SYNC-49",
            "A message whose deposit succeeded is deposited again in every epoch.";
        DepositedNotSent: Weakened, "deposited-not-sent", "RL-SYNC-49",
            "A node that uses mailboxes does not send its messages directly.";
        DepositNotTriedAgain: Deleted, "deposit-not-tried-again", "RL-SYNC-50",
            "A deposit is tried once, whatever comes of it.";
        FullNotTriedAgain: Weakened, "full-mailbox-not-tried-again", "RL-SYNC-50",
            "A deposit for which there was no room is not tried again, while one that failed is.";
        VainDepositTriedAgain: Weakened, "vain-deposit-tried-again", "RL-SYNC-50",
            "A deposit is tried again even if there is no such mailbox, or the item is too large.";
        MailTakenUnseen: Deleted, "mail-taken-unseen", "RL-SYNC-51",
            "Whatever is in the mailbox is taken, by whomever and for whomever it was made.";
        SealNotChecked: Weakened, "seal-not-checked", "RL-SYNC-51",
            "What says that it is from a peer is taken, sealed or not.";
        AddresseeNotChecked: Weakened, "sealed-for-anybody", "RL-SYNC-51",
            "What a peer sealed is taken, for whomever it was sealed.";
        StrangerTakenForPeer: Weakened, "stranger-taken-for-a-peer", "RL-SYNC-51",
            "What a stranger sealed is taken as if the node's first peer had.";
        ConfirmedWhenCollected: Deleted, "confirmed-when-collected", "RL-SYNC-52",
            "What is collected is confirmed at once, before it is saved.";
        UndeliveredConfirmedUnsaved: Weakened, "undelivered-confirmed-unsaved", "RL-SYNC-52",
            "What is collected is saved before it is confirmed only if something of it was delivered.";
    }
}
