package org.sanderling.cli.architecture.broken.cellar;

/** A module that no arrow names. */
record RoomOffThePlan() {}
