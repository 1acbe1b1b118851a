/** Additive measures of an agent's day, and the sets of customers that day. */
package org.ringlake.measures;
