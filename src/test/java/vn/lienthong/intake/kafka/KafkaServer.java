package vn.lienthong.intake.kafka;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import vn.lienthong.sandbox.FreePorts;

/** A Kafka broker in a process of its own, in a folder of the test's, which is stopped and started again on the same port. */
public final class KafkaServer implements AutoCloseable {

    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";

    /**
     * In milliseconds. A broker that was killed is not taken back before the session of its former life has run out; one that
     * stands still for longer has lost its own.
     */
    private static final int SESSION = 3000;

    private final Path folder;
    private final int port;
    private Process server;

    public KafkaServer(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        int[] ports = FreePorts.of(2);
        this.port = ports[0];
        Files.writeString(settings(), """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@127.0.0.1:%2$d
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                broker.session.timeout.ms=%4$d
                broker.heartbeat.interval.ms=300
                """.formatted(port, ports[1], folder.resolve("log"), SESSION));
        run("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", settings().toString())
                .waitFor();
        this.server = launched();
        awaitAnswer();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public void start() throws IOException {
        server = launched();
        awaitAnswer();
    }

    /** At once: what a broker has answered is in its log. */
    public void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    /** As a process that gets no processor time: connections stand, and nothing is answered. */
    public void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        new ProcessBuilder("kill", which, String.valueOf(server.pid())).start().waitFor();
    }

    /** A topic of that name that has nothing in it. */
    public void topic(String name, int partitions) throws Exception {
        try (Admin admin = admin()) {
            if (admin.listTopics().names().get().contains(name)) {
                admin.deleteTopics(List.of(name)).all().get();
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                                    .all()
                                    .get()
                            == null);
            // made by the controller, which the broker hears of afterwards
            Awaitility.await().ignoreExceptions().until(() -> ledPartitions(admin, name) == partitions);
        }
    }

    private static long ledPartitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(described -> described.partitions().stream())
                .filter(partition -> partition.leader() != null)
                .count();
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", address(), "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Messages without a key. */
    public void send(String topic, List<String> messages) throws Exception {
        send(messages.stream()
                .map(message -> new ProducerRecord<String, String>(topic, message))
                .toList());
    }

    void send(List<ProducerRecord<String, String>> messages) throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            for (ProducerRecord<String, String> message : messages) {
                producer.send(message).get(1, TimeUnit.MINUTES);
            }
        }
    }

    /** All that is in a topic, a partition after the other. */
    public List<ConsumerRecord<String, String>> messages(String topic) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address()), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (partitions.stream().mapToLong(consumer::position).sum() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Process launched() throws IOException {
        return run("kafka.Kafka", settings().toString());
    }

    private Process run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder + ".log")))
                .start();
    }

    private void awaitAnswer() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            try (Admin admin = admin()) {
                return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
            }
        });
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
