/**
 * Systems that speak SOAP, as real Apache CXF servers on the network: an LGSP and a dossier exchange of 2013. Strict,
 * and they record.
 */
@NullMarked
package vn.lienthong.sandbox.soap;

import org.jspecify.annotations.NullMarked;
