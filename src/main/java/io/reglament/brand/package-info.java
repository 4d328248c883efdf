/** Under which name, in which colour and with which logo people meet the installation. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Brand",
        allowedDependencies = {})
package io.reglament.brand;
