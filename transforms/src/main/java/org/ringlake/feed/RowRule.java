package org.ringlake.feed;

/**
 * A condition on a typed row; a row for which it is false is rejected (NULL passes).
 *
 * @param check SQL over the feed's typed columns
 * @param field the column named in the rejection
 * @param reason what is wrong, for people
 */
public record RowRule(String check, String field, String reason) {}
