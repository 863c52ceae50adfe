package vn.lienthong.intake.push;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.SourceContract;
import vn.lienthong.intake.WatchedIntake;

/** Pushes keep what every source keeps, with a sender that sends again until it is told "taken". */
class PushSourceTest extends SourceContract {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Deque<Item> unsent = new ArrayDeque<>();
    private @Nullable ConfigurableApplicationContext door;
    private boolean silent;

    @Override
    protected void start() {
        SpringApplication application = new SpringApplication(PushTestApplication.class, OnWatchedIntake.class);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("watchedIntake", intake));
        door = application.run(
                "--server.port=0",
                "--management.server.port=-1",
                "--" + PushTestApplication.WITHOUT_THE_OTHER_ROOMS,
                "--logging.level.root=OFF");
    }

    @Override
    protected void stop() {
        if (door != null) {
            door.close();
        }
        door = null;
    }

    @Override
    protected void put(List<Item> items) {
        unsent.addAll(items);
    }

    @Override
    protected void work() throws Exception {
        while (!silent && !unsent.isEmpty() && isTaken(unsent.element())) {
            unsent.remove();
        }
    }

    private boolean isTaken(Item item) throws Exception {
        String port = requireNonNull(door).getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest push = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/records/json-flow"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"%1$s\",\"dossier\":\"%1$s\",\"owner\":\"%2$s\"}"
                        .formatted(item.dossier(), item.owner())))
                .build();
        int status = CLIENT.send(push, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status == 500) {
            throw new WatchedIntake.Death();
        }
        return status == 200 || status == 202;
    }

    @Override
    protected boolean isWatched() {
        return false;
    }

    @Override
    protected void goAway() {
        silent = true;
    }

    @Override
    protected void comeBack() {
        silent = false;
    }

    @Override
    protected List<String> faults() {
        return List.of();
    }

    static class OnWatchedIntake {

        @Bean
        @Primary
        Intake watched(WatchedIntake watchedIntake) {
            return watchedIntake;
        }
    }
}
