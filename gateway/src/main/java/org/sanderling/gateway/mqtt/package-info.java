/** MQTT 5, by Eclipse Paho: decisions go out, nothing is subscribed to. */
@org.jspecify.annotations.NullMarked
package org.sanderling.gateway.mqtt;
