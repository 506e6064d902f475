from steady.cli import main

raise SystemExit(main())
