/** Events joined to agent, team, site and rate as of their day. */
package org.ringlake.facts;
