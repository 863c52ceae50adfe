package vn.lienthong.paygov.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Share;

/** Breakers that note what they are told, and are open or not as a test says. */
public final class NotingBreakers implements Breakers {

    final List<String> told = new CopyOnWriteArrayList<>();
    volatile boolean open;
    volatile Share share = new Share(0, 1);

    @Override
    public boolean lets(String counterpart) {
        return !open;
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
