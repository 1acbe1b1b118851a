package org.ringlake.feed;

/** A SQL expression under a name. */
public record NamedExpression(String name, String expression) {}
