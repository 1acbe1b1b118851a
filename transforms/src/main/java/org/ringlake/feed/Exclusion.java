package org.ringlake.feed;

/**
 * Rows that another feed names as gone, such as deals merged into another.
 *
 * @param column the column of this source's feed that is looked up
 * @param feed the feed that names the rows
 * @param listedIn the column of that feed
 */
public record Exclusion(String column, String feed, String listedIn) {}
