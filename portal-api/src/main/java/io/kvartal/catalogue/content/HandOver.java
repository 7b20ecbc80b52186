package io.kvartal.catalogue.content;

import java.util.Collection;

/**
 * What was promised for a building and what came of it; all quarters as year * 4 + quarter - 1.
 *
 * @param promised the quarter that was named first
 * @param latest the quarter that is named now; of a building that is handed over, the one in which it was
 */
public record HandOver(
        String complexSlug, String complexName, String building, int promised, int latest, boolean handedOver) {
    /** Quarters later than first promised; never below 0: early is on time. */
    public int delay() {
        return Math.max(0, latest - promised);
    }

    public boolean onTime() {
        return delay() == 0;
    }

    /**
     * A developer's word over all its buildings.
     *
     * @param handedOver buildings that stand; {@code onTime} of them, in the first promised quarter or before it
     * @param averageDelay quarters, over all that stand
     * @param moved buildings still being built whose date was put off
     */
    public record Summary(int handedOver, int onTime, double averageDelay, int underWay, int moved) {}

    public static Summary summary(Collection<HandOver> all) {
        var done = all.stream().filter(HandOver::handedOver).toList();
        var underWay = all.stream().filter(h -> !h.handedOver).toList();
        return new Summary(
                done.size(),
                (int) done.stream().filter(HandOver::onTime).count(),
                done.stream().mapToInt(HandOver::delay).average().orElse(0),
                underWay.size(),
                (int) underWay.stream().filter(h -> !h.onTime()).count());
    }
}
