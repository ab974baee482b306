/** What tokenizers cost and keep: time beside PyTorch, bits and error on real robot data. */
package org.sanderling.benchmarks.tokenizer;
