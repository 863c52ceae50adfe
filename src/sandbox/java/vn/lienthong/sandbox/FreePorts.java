package vn.lienthong.sandbox;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine on which nobody listens, for a process that is started with them a little later. Systems take the
 * ports of outgoing connections from 32768 upwards: of those below, nobody takes one in the meantime. Processes that look for
 * ports beside each other are told by the system property {@code ports.part} (0 to 3) to look in different parts.
 */
public final class FreePorts {

    private static final int PARTS = 4;
    private static final int WIDTH = 3_000;
    private static final int FIRST = 20_000 + WIDTH * Math.floorMod(Integer.getInteger("ports.part", 0), PARTS);
    private static final int END = FIRST + WIDTH;

    private FreePorts() {}

    public static int one() {
        return of(1)[0];
    }

    /** Several that differ. */
    public static int[] of(int count) {
        Set<Integer> free = new LinkedHashSet<>();
        while (free.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                free.add(port);
            }
        }
        return free.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
