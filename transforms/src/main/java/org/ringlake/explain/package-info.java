/** What a published value is made of: the events behind a cell's measures and the rows they are. */
package org.ringlake.explain;
