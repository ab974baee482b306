/** Actions in comma-separated files: a header with the degrees of freedom's names, a row a sample. */
package org.sanderling.tokenizers.csv;
