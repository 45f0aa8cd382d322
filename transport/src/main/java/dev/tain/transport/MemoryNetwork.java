package dev.tain.transport; /** x */ class MemoryNetwork {}
