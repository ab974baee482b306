package org.sanderling.evaluation.twoways;

/** On which side of the obstacle a robot passes; the classes of the template's decision {@code side}, in its order. */
public enum Side {
    LEFT(1.0),
    RIGHT(-1.0);

    /** +1 towards positive y. */
    final double sign;

    Side(double sign) {
        this.sign = sign;
    }
}
