package vn.lienthong.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A door before a server on loopback: bytes go through as they are. Shut, it refuses connections and has dropped those
 * there were, as a server does that is gone; opened again, it is at the same port.
 */
final class FrontDoor implements AutoCloseable {

    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket door;

    /** @param behind the port of the server */
    FrontDoor(int behind) {
        this.behind = behind;
        this.door = listen(0);
        this.port = door.getLocalPort();
    }

    int port() {
        return port;
    }

    void shut() {
        quietly(door);
        open.forEach(FrontDoor::quietly);
        open.clear();
    }

    void open() {
        door = listen(port);
    }

    private ServerSocket listen(int wanted) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            Thread.ofVirtual().start(() -> letIn(listening));
            return listening;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void letIn(ServerSocket listening) {
        try {
            while (true) {
                Socket caller = listening.accept();
                open.add(caller);
                Thread.ofVirtual().start(() -> lead(caller));
            }
        } catch (IOException shut) {
            // nobody is let in any more
        }
    }

    private void lead(Socket caller) {
        try (caller;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(server);
            Thread back = Thread.ofVirtual().start(() -> pass(server, caller));
            pass(caller, server);
            back.join();
        } catch (IOException | InterruptedException gone) {
            // both are closed
        } finally {
            open.remove(caller);
        }
    }

    /** Until one side ends; then both do, each in its own way: a reset stays a reset. */
    private void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException reset) {
            lingerNoMore(to);
        }
        quietly(from);
        quietly(to);
        open.remove(from);
    }

    private static void lingerNoMore(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // then it need not be told
        }
    }

    private static void quietly(AutoCloseable closed) {
        try {
            closed.close();
        } catch (Exception already) {
            // as wanted
        }
    }

    @Override
    public void close() {
        shut();
    }
}
