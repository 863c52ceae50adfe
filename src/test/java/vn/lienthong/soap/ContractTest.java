package vn.lienthong.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

    private static final Path SHIPPED = Path.of("mappings/lgsp/dossier.wsdl");
    private static final String INCLUDED = "<xs:include schemaLocation=\"dossier.xsd\"/>";

    @TempDir
    Path folder;

    private final Bus bus = new CXFBusFactory().createBus();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer elsewhere;

    @BeforeEach
    void open() throws Exception {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        elsewhere.createContext("/", call -> {
            asked.incrementAndGet();
            call.sendResponseHeaders(404, -1);
            call.close();
        });
        elsewhere.start();
    }

    @AfterEach
    void close() {
        elsewhere.stop(0);
        bus.shutdown(false);
    }

    @Test
    void names_the_service_of_a_shipped_one() {
        assertThat(Contract.in(SHIPPED, bus).service().getLocalPart()).isEqualTo("DossierService");
    }

    /** A file of the mappings would otherwise send the connector to any host, for as long as that takes to answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xs:include schemaLocation=\"%s/a.xsd\"/>",
                "<xs:import namespace=\"urn:a\" schemaLocation=\"%s/a.xsd\"/>",
                "<xs:include schemaLocation=\"beside.xsd\"/>"
            })
    void fetches_nothing_that_it_imports_from_elsewhere(String imported) throws Exception {
        String host = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
        Path wsdl = folder.resolve("a.wsdl");
        Files.writeString(wsdl, Files.readString(SHIPPED).replace(INCLUDED, imported.formatted(host)));
        Files.writeString(
                folder.resolve("beside.xsd"),
                "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:import namespace=\"urn:a\" schemaLocation=\""
                        + host + "/a.xsd\"/></xs:schema>");

        assertThatThrownBy(() -> Contract.in(wsdl, bus))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host + "/a.xsd");
        assertThat(asked).hasValue(0);
    }

    @Test
    void has_no_document_type() throws Exception {
        Path wsdl = folder.resolve("a.wsdl");
        Files.writeString(
                wsdl,
                "<!DOCTYPE d SYSTEM \"http://127.0.0.1:"
                        + elsewhere.getAddress().getPort() + "/\"><d/>");

        assertThatThrownBy(() -> Contract.in(wsdl, bus)).isInstanceOf(IllegalArgumentException.class);
        assertThat(asked).hasValue(0);
    }
}
