package vn.lienthong.figures;

import vn.lienthong.figures.Kind.Promise;
import vn.lienthong.figures.Told.Channel;

/**
 * Settled dossiers; {@code online}, {@code offline} and {@code channelUnknown} together, and {@code onTime}, {@code late} and
 * {@code timeUnknown} together, are all of them.
 */
public record Count(
        long settled, long online, long offline, long channelUnknown, long onTime, long late, long timeUnknown) {

    static final Count NONE = new Count(0, 0, 0, 0, 0, 0, 0);

    /** Of all settled ones, also those of which the channel is not known. */
    public Rate onlineRate() {
        return new Rate(online, settled);
    }

    /** Of those of which it is known whether they were on time. */
    public Rate onTimeRate() {
        return new Rate(onTime, onTime + late);
    }

    static Count of(Kind kind, long amount) {
        return new Count(
                amount,
                kind.channel() == Channel.ONLINE ? amount : 0,
                kind.channel() == Channel.OTHER ? amount : 0,
                kind.channel() == Channel.UNKNOWN ? amount : 0,
                kind.promise() == Promise.ON_TIME ? amount : 0,
                kind.promise() == Promise.LATE ? amount : 0,
                kind.promise() == Promise.UNKNOWN ? amount : 0);
    }

    Count plus(Count other) {
        return new Count(
                settled + other.settled,
                online + other.online,
                offline + other.offline,
                channelUnknown + other.channelUnknown,
                onTime + other.onTime,
                late + other.late,
                timeUnknown + other.timeUnknown);
    }
}
