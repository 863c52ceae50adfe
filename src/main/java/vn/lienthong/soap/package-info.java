/**
 * What both ways of SOAP have in common: a service described by its WSDL, calls of its operations, and the elements of messages.
 * Contract first: a {@linkplain vn.lienthong.soap.Contract WSDL}, a file of the mappings' folder, says the form of every message;
 * a caller gives the element that goes inside the wrapper and gets the one that comes inside the answer's.
 *
 * <p>Messages are Apache CXF's; what is on the wire is {@link vn.lienthong.relay.Wire}'s, so that a call has the bounds
 * of any other one of ours in time and size, nothing is repeated, and what the other side may have seen is told. Of an
 * answer only a whole envelope counts, without a DTD, in whatever encoding it says it is; a page of HTML, an empty
 * answer or another operation's is no answer of the service.
 * {@linkplain vn.lienthong.soap.Credentials A name and a password} in a message are put there as it goes out; what is
 * kept of the message is without them. Who calls us shows an API key in the HTTP header: it is asked for before the
 * message is read.
 */
@ApplicationModule(allowedDependencies = "relay")
@NullMarked
package vn.lienthong.soap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
