"""What the protobuf compiler made of spec/proto; see the README for the command that makes it again."""
