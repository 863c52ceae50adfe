/**
 * Contracts: JSON Schemas, in the part of that language the engine promises to hold ({@code type}, one or several of single
 * values; {@code properties}, {@code required}, {@code additionalProperties}, {@code items}, {@code minItems},
 * {@code maxItems}, {@code minLength}, {@code maxLength}, {@code pattern}, {@code enum}, {@code const}, and {@code $ref} to
 * another file), compiled into one check per field. Annotations of ours: {@code x-unknown}, how an unknown value is written;
 * {@code x-personal}, what it tells of a person ({@link vn.lienthong.mapping.contract.Personal}); {@code x-code-table}, the
 * list its codes are from; {@code x-origin}, where we know it from: a source in brackets, a section of the counterpart's
 * fact sheet, an assumption by its number; {@code x-filled-by}, who fills a mandatory field after the mapping;
 * {@code x-aliases}, other names by which ministries' systems call the field, and {@code x-as}, the conversion its values usually
 * go through, by which the beginning of a mapping is guessed.
 *
 * <p>A contract may be an XSD: elements in sequences, choices and named groups, attributes, and single values by their built-in
 * types with restrictions, lists and unions; the schema itself has the last word on every document, and on what a mapping says
 * itself when it is loaded. What it has no word for are attributes of {@code urn:vn.lienthong:contract}.
 */
@NullMarked
package vn.lienthong.mapping.contract;

import org.jspecify.annotations.NullMarked;
