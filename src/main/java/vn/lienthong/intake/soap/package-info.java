/**
 * Records by SOAP: services as their WSDL says (document/literal wrapped, SOAP 1.1), each operation bound to a flow by a route.
 * The envelope is read whole and bounded, without DTD and attachments, before Apache CXF sees it; of its headers nothing goes
 * further. The record is the element inside the wrapper.
 *
 * <p>A caller is told "taken" ({@code MResult}, status 200) when its record is on disk. What its flow's mapping refuses is kept
 * as a dead letter and answered with every problem, as a business answer and not as a fault (S-08); a fault is {@code Server}
 * where the same call may succeed later, and {@code Client} where it will not. No fault carries a stack or what was sent.
 *
 * <p>CXF is started by the first route that needs it, so that a connector without one pays nothing for it.
 */
@NullMarked
package vn.lienthong.intake.soap;

import org.jspecify.annotations.NullMarked;
