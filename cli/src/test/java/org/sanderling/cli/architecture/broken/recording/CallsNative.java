package org.sanderling.cli.architecture.broken.recording;

import java.lang.foreign.SymbolLookup;

/** A native library behind the recorder. */
record CallsNative(SymbolLookup library) {}
