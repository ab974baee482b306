package org.sanderling.evaluation.importers;

/**
 * One row of a Donkeycar catalogue, not yet judged.
 *
 * @param index frames since the start of the drive
 * @param image file name of the image, from the folder that holds the images
 * @param steering in [−1, 1], left negative
 * @param throttle in [0, 1]
 */
record TubRow(long index, String image, double steering, double throttle) {}
