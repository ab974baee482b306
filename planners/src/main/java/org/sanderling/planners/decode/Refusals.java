package org.sanderling.planners.decode;

/** What a decoder refuses, in words: apart from the classes that the planner thread runs, which hold no text. */
final class Refusals {
    private Refusals() {}

    static IllegalArgumentException window(CachePolicy cache, int windowSlots, int blockSlots) {
        return new IllegalArgumentException("cache " + cache + ": the model computes windows of " + windowSlots
                + " slots alone, a block has " + blockSlots + "; set blockSlots, or the cache to none");
    }

    static IllegalArgumentException token(int token, int slot) {
        return new IllegalArgumentException("token " + token + " is not legal in slot " + slot);
    }
}
