module my-remote-log-adapter

go 1.18
