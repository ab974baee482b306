package org.sanderling.planners.decode;

/** Which slots a forward computes anew, for a model that keeps keys and values of slots. */
public enum CachePolicy {
    /** Every forward computes every slot; only the observation's context is kept, which is exact. */
    NONE,
    /**
     * The first forward of a block computes and keeps every slot, the others compute the block alone: before and after it
     * stands what the first one saw (Fast-dLLM v1's dual cache, arXiv 2505.22618, §3.2). Approximate in any model whose
     * slots attend to each other.
     */
    DUAL,
    /**
     * A finished block is computed once more and kept for good, an unfinished one alone: exact where a block attends only
     * to those before it (Fast-dLLM v2, arXiv 2509.26328; SDAR, arXiv 2510.06303), the reuse of stable slots where it
     * attends to all (FreeCache, arXiv 2505.21467).
     */
    FINISHED_BLOCKS;

    /** The policy with this name in a manifest: {@code none}, {@code dual}, {@code finishedBlocks}. */
    public static CachePolicy of(String name) {
        return switch (name) {
            case "none" -> NONE;
            case "dual" -> DUAL;
            case "finishedBlocks" -> FINISHED_BLOCKS;
            default ->
                throw new IllegalArgumentException(
                        "slot cache '" + name + "' is unknown; allowed: none, dual, finishedBlocks");
        };
    }
}
