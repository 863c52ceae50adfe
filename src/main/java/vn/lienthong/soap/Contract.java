package vn.lienthong.soap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.wsdl.Definition;
import javax.wsdl.Service;
import javax.wsdl.WSDLException;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.wsdl.WSDLManager;

/**
 * What a WSDL describes: one service with one port.
 *
 * @param location of the file, as a URI
 */
public record Contract(String location, QName service, QName port) {

    private static final List<String> BOUNDED_BEFORE =
            List.of(StaxUtils.MAX_CHILD_ELEMENTS, StaxUtils.MAX_ATTRIBUTE_SIZE);

    /**
     * A new bus of CXF. How much is in a message is bounded before CXF sees it ({@link PlainXml}), by bounds that are
     * told; its own, which are lower, would only make it no XML.
     */
    public static Bus bus() {
        Bus bus = new CXFBusFactory().createBus();
        BOUNDED_BEFORE.forEach(bound -> bus.setProperty(bound, Integer.MAX_VALUE));
        return bus;
    }

    /**
     * Nothing is fetched.
     *
     * @throws IllegalArgumentException if there is no such file, it is no WSDL, it describes more or less than that, or
     *     imports what does not lie beside it
     */
    public static Contract in(Path file, Bus bus) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("contract: there is no file " + file);
        }
        ContractFiles.requireBeside(file);
        String location = file.toUri().toString();
        try {
            Definition definition =
                    Objects.requireNonNull(bus.getExtension(WSDLManager.class)).getDefinition(location);
            if (definition.getServices().size() != 1) {
                throw new IllegalArgumentException("contract: " + file + ": expected one service with one port");
            }
            Service service =
                    (Service) definition.getServices().values().iterator().next();
            if (service.getPorts().size() != 1) {
                throw new IllegalArgumentException("contract: " + file + ": expected one service with one port");
            }
            String port = (String) service.getPorts().keySet().iterator().next();
            QName name = service.getQName();
            return new Contract(location, name, new QName(name.getNamespaceURI(), port));
        } catch (WSDLException broken) {
            throw new IllegalArgumentException("contract: " + file + ": " + broken.getMessage(), broken);
        }
    }
}
