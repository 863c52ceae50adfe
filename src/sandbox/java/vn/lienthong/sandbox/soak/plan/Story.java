package vn.lienthong.sandbox.soak.plan;

/** How a dossier's life goes. Most go well; the others are what the relay must not stumble over. */
enum Story {
    /** Versions with rising statuses, and steps in between. */
    PLAIN(64),
    /** A step is pushed before the dossier itself, which goes ahead of it. */
    STEP_FIRST(6),
    /** A version does not map; a later one corrects it and takes its place. */
    UNMAPPABLE_CORRECTED(5),
    /** The portal refuses a version; a later one corrects it and takes its place. */
    REFUSED_CORRECTED(5),
    /** The portal refuses the dossier until somebody sees to it; a person replays the delivery. */
    REFUSED_REPLAYED(5),
    /** The same, by a replay of all the dossier's dead letters. */
    REFUSED_REPLAYED_TOGETHER(2),
    /** The portal refuses the dossier for good: it waits for a person, and all else of it behind. */
    REFUSED_FOR_GOOD(2),
    /** A step does not map, and a person gives it up. */
    STEP_GIVEN_UP(3),
    /** A step does not map: it waits for a person, and all that follows behind. */
    STEP_FOR_GOOD(2),
    /** Two versions at once: both are taken, one after the other, and the newer one stands. */
    CONFLICT(4),
    /** A person holds a delivery, and releases it. */
    HELD(4);

    private final int weight;

    Story(int weight) {
        this.weight = weight;
    }

    /** The portal refuses the dossier itself, from the beginning. */
    boolean refusesDossier() {
        return this == REFUSED_REPLAYED || this == REFUSED_REPLAYED_TOGETHER || this == REFUSED_FOR_GOOD;
    }

    /** @param drawn from 0 up to, not including, {@link #weights()} */
    static Story of(int drawn) {
        int left = drawn;
        for (Story story : values()) {
            left -= story.weight;
            if (left < 0) {
                return story;
            }
        }
        throw new IllegalArgumentException("drawn beyond the weights: " + drawn);
    }

    static int weights() {
        int sum = 0;
        for (Story story : values()) {
            sum += story.weight;
        }
        return sum;
    }
}
