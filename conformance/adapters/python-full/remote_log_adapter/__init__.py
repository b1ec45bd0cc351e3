"""The adapter: it puts the library ``remote_log`` at the other end of the harness's pipe."""
