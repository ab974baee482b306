package org.sanderling.evaluation.importers;

/** Hears how far an import is. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total) -> {};

    void at(long done, long total);
}
