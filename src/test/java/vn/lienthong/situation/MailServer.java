package vn.lienthong.situation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Takes mail by SMTP, and answers as a test tells it. */
final class MailServer implements AutoCloseable {

    /** What it was told, line by line, but for the mails themselves. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    /** The mails it took, headers and all. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> endless = new ConcurrentHashMap<>();
    private final ServerSocket socket;

    MailServer() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * @param command {@code connect}: what is said first
     * @param answer {@code 550 no}; empty: none at all
     */
    void answers(String command, String answer) {
        answers.put(command, answer);
    }

    /** Says this again and again, as long as somebody listens; a millisecond lies between, so that no silence is long. */
    void goesOn(String command, String piece) {
        endless.put(command, piece);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread.ofVirtual().start(() -> talk(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket caller) {
        try (caller) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
            say(caller, answers.getOrDefault("connect", "220 test"));
            String line = lines.readLine();
            while (line != null) {
                heard.add(line);
                goOn(caller, line);
                say(caller, answer(line));
                if (line.equals("DATA") && !answers.containsKey("DATA")) {
                    taken.add(mail(lines));
                    say(caller, "250 taken");
                }
                line = lines.readLine();
            }
        } catch (IOException gone) {
            // who hangs up does so in the middle
        }
    }

    private void goOn(Socket caller, String line) throws IOException {
        String piece = endless.get(line.split(" ", 2)[0]);
        while (piece != null) {
            caller.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static String mail(BufferedReader lines) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private String answer(String line) {
        for (Map.Entry<String, String> each : answers.entrySet()) {
            if (line.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return switch (line.split(" ", 2)[0]) {
            case "EHLO" -> "250-test\r\n250 AUTH PLAIN";
            case "AUTH" -> "235 welcome";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private static void say(Socket caller, String answer) throws IOException {
        if (!answer.isEmpty()) {
            OutputStream out = caller.getOutputStream();
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
