/** Action tokenizers: chunks of robot actions to tokens and back. Needs nothing but the JDK's base module. */
module org.sanderling.tokenizers {
    exports org.sanderling.tokenizers;
    exports org.sanderling.tokenizers.csv;
}
