/** What a feed is and how a source file maps to it: plain definitions that know no Spark. */
package org.ringlake.feed;
