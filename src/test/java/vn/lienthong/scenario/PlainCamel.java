package vn.lienthong.scenario;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.slf4j.LoggerFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;

/**
 * What an engineer would otherwise assemble, for comparison: HTTP in, a persistent queue of an embedded Artemis, a
 * transacted consumer that looks the dossier up and creates it at the portal, with redelivery in the route. It keeps no
 * order per dossier, no history and no search, maps nothing, and knows a repeated record from no other.
 */
final class PlainCamel {

    private static final String QUEUE = "dossiers";
    private static final String LOOK_UP =
            "{\"session\":\"s-1\",\"madonvi\":\"000.00.00.G16\",\"service\":\"TraCuuHoSo\",\"mahoso\":\"%s\"}";
    private static final String CREATE =
            "{\"session\":\"s-1\",\"madonvi\":\"000.00.00.G16\",\"service\":\"DongBoHoSoMC\","
                    + "\"isUpdating\":\"False\",\"data\":[{\"MaHoSo\":\"%s\",\"DuLieu\":%s}]}";
    private static final String NUMBER = "\"dossierNo\":\"";

    private PlainCamel() {}

    /** Arguments: port, folder, the portal's adapter, consumers. */
    public static void main(String[] arguments) throws Exception {
        quiet();
        Path folder = Path.of(arguments[1]);
        broker(folder.resolve("broker"));
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.disableJMX();
        camel.addComponent("jms", jms());
        camel.addComponent("http", http());
        camel.addRoutes(routes(arguments[2] + "/mapi/g", arguments[3]));
        camel.start();
        web(Integer.parseInt(arguments[0]), folder).getServer().await();
    }

    /** A broker that audits each message in its log would measure the log. */
    private static void quiet() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    private static void broker(Path folder) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalBufferTimeout_NIO(200_000)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("vm", "vm://0");
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(QUEUE)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfiguration(QueueConfiguration.of(QUEUE)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)));
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.start();
    }

    private static JmsComponent jms() {
        ActiveMQConnectionFactory plain = new ActiveMQConnectionFactory("vm://0");
        CachingConnectionFactory cached = new CachingConnectionFactory(plain);
        cached.setSessionCacheSize(64);
        JmsComponent jms = JmsComponent.jmsComponentTransacted(cached, new JmsTransactionManager(cached));
        jms.setDeliveryPersistent(true);
        jms.setCacheLevelName("CACHE_CONSUMER");
        return jms;
    }

    private static HttpComponent http() {
        HttpComponent http = new HttpComponent();
        http.setMaxTotalConnections(128);
        http.setConnectionsPerRoute(128);
        return http;
    }

    private static RouteBuilder routes(String portal, String consumers) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(5)
                        .redeliveryDelay(1000)
                        .retryAttemptedLogLevel(LoggingLevel.OFF));
                from("servlet:records?httpMethodRestrict=POST&muteException=true")
                        .convertBodyTo(String.class)
                        .removeHeaders("*")
                        .to("jms:queue:" + QUEUE + "?transacted=false")
                        .setBody(constant(""))
                        .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202));
                from("jms:queue:" + QUEUE + "?transacted=true&concurrentConsumers=" + consumers)
                        .process(exchange -> {
                            String record = exchange.getMessage().getBody(String.class);
                            exchange.setProperty("record", record);
                            post(exchange, LOOK_UP.formatted(number(record)));
                        })
                        .to(portal)
                        .process(exchange -> {
                            String record = exchange.getProperty("record", String.class);
                            post(exchange, CREATE.formatted(number(record), record));
                        })
                        .to(portal)
                        .process(exchange -> {
                            if (!exchange.getMessage().getBody(String.class).contains("\"error_code\":0")) {
                                throw new IOException("refused");
                            }
                        });
            }
        };
    }

    private static void post(Exchange exchange, String body) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String number(String record) {
        int from = record.indexOf(NUMBER) + NUMBER.length();
        return record.substring(from, record.indexOf('"', from));
    }

    private static Tomcat web(int port, Path folder) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("web").toString());
        tomcat.setPort(port);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "CamelServlet", new CamelHttpTransportServlet())
                .setLoadOnStartup(1);
        context.addServletMappingDecoded("/*", "CamelServlet");
        tomcat.getConnector();
        tomcat.start();
        return tomcat;
    }
}
