package vn.lienthong.console.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's own description, for tools. */
@RestController
class OpenApiFile {

    @GetMapping(path = "/api/openapi.yaml", produces = "application/yaml")
    ResponseEntity<Resource> show() {
        return ResponseEntity.ok(new ClassPathResource("openapi/lienthong.yaml"));
    }
}
