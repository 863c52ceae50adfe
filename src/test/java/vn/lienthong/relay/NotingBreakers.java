package vn.lienthong.relay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.lienthong.dossier.Problem;

/** Breakers that note what they are told, and are open or busy as a test says. */
public final class NotingBreakers implements Breakers {

    public final List<String> told = new CopyOnWriteArrayList<>();
    public volatile boolean open;
    public volatile boolean busy;
    public volatile Share share = new Share(0, 1);

    @Override
    public boolean lets(String counterpart) {
        return !open;
    }

    @Override
    public boolean borrow(String counterpart) {
        return !busy;
    }

    @Override
    public Share share() {
        return share;
    }

    @Override
    public void answered(String counterpart, Duration took) {
        told.add(counterpart + " answered");
    }

    @Override
    public void failed(String counterpart, Problem cause, Duration took) {
        told.add(counterpart + " " + cause.code());
    }
}
