package vn.lienthong.sandbox.soap;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat with one CXF service below {@code /services}, and what else a system has beside it. */
final class CxfServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    /**
     * @param at its port; 0: any
     * @param within what sees a message on its way in, its headers among it
     * @param answer takes and gives the content of a message's body
     */
    CxfServer(
            int at,
            Path wsdl,
            QName service,
            QName port,
            UnaryOperator<Source> answer,
            List<Interceptor<? extends Message>> within,
            Filter before,
            Map<String, Servlet> beside)
            throws IOException {
        tomcat.setBaseDir(Files.createTempDirectory("cxf-server").toString());
        tomcat.setSilent(true);
        connector.setPort(at);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        Map<String, Servlet> servlets = new LinkedHashMap<>(beside);
        servlets.put("/services/*", new CXFNonSpringServlet() {
            @Override
            protected void loadBus(jakarta.servlet.ServletConfig config) {
                super.loadBus(config);
                JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
                factory.setBus(getBus());
                factory.setServiceBean(new Calls(answer));
                factory.setWsdlLocation(wsdl.toUri().toString());
                factory.setServiceName(service);
                factory.setEndpointName(port);
                factory.setAddress("/dossier");
                factory.getInInterceptors().addAll(within);
                factory.create();
            }
        });
        servlets.forEach((path, servlet) -> {
            Tomcat.addServlet(context, path, servlet).setLoadOnStartup(1);
            context.addServletMappingDecoded(path, path);
        });
        FilterDef filter = new FilterDef();
        filter.setFilterName("before");
        filter.setFilter(before);
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("before");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        try {
            tomcat.start();
        } catch (LifecycleException cannot) {
            throw new IOException(cannot);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        if (tomcat.getServer().getState() == LifecycleState.DESTROYED) {
            return;
        }
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException cannot) {
            throw new IllegalStateException(cannot);
        }
    }

    @WebServiceProvider
    @ServiceMode(Service.Mode.PAYLOAD)
    static final class Calls implements Provider<Source> {

        private final UnaryOperator<Source> answer;

        Calls(UnaryOperator<Source> answer) {
            this.answer = answer;
        }

        @Override
        public Source invoke(Source payload) {
            return answer.apply(payload);
        }
    }
}
