"""One module a command: `arguments(parser)` declares, `run(options) -> exit code` does."""
