package org.sanderling.cli;

/**
 * A chunk and its tokens.
 *
 * @param tokens in emission order
 * @param controlPoints fitted, not clamped, DoF-major; empty where the tokenizer has none
 * @param normalised in [−1, 1], DoF-major; empty likewise
 * @param initialState end of the chunk before, of the first one its own first row [D]
 * @param decoded control points that the tokens stand for, DoF-major; empty likewise
 * @param reconstruction from the tokens [T][D]
 */
@SuppressWarnings("ArrayRecordComponent")
record TokenizedChunk(
        int[] tokens,
        double[] controlPoints,
        double[] normalised,
        float[] initialState,
        float[] decoded,
        float[] reconstruction) {}
