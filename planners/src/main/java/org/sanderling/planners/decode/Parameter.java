package org.sanderling.planners.decode;

/**
 * One number of a commit rule, declared once: manifests, their checks and the documents read it from here.
 *
 * @param name as in a manifest's {@code decoder.parameters}
 * @param unit its unit, {@code 1} where it has none
 * @param standard its value where the manifest gives none
 * @param min least value
 * @param max greatest value
 * @param text what it does
 */
public record Parameter(String name, String unit, double standard, double min, double max, String text) {
    public Parameter {
        if (!(min <= standard && standard <= max)) {
            throw new IllegalArgumentException(name + ": " + standard + " is outside " + min + " … " + max);
        }
    }
}
