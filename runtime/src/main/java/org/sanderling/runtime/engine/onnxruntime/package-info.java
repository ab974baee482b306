/** ONNX Runtime on the CPU, through its C API and {@code java.lang.foreign}; nothing of the official Java binding is used. */
@org.jspecify.annotations.NullMarked
package org.sanderling.runtime.engine.onnxruntime;
