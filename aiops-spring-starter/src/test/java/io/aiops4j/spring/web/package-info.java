/** The library over real HTTP: Tomcat on this machine, the JDK's client, and Spring Security where the application has it. */
package io.aiops4j.spring.web;
