package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

class FileDownloadTest {

    @ParameterizedTest
    @CsvSource({
        "text/html, application/octet-stream",
        "image/svg+xml, application/octet-stream",
        "application/xhtml+xml, application/octet-stream",
        "text/javascript, application/octet-stream",
        "not a type, application/octet-stream",
        "'IMAGE/PNG; name=x', image/png",
        "application/pdf, application/pdf"
    })
    void only_types_that_no_browser_runs_keep_their_name(String claimed, String sent) {
        assertThat(FileDownload.of("a", claimed, new byte[1]).getHeaders().getContentType())
                .hasToString(sent);
    }

    @Test
    void every_file_is_a_download_under_its_own_name() {
        ResponseEntity<byte[]> response = FileDownload.of("снимок \"1\".png", "image/png", new byte[] {1, 2});

        assertThat(response.getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''%D1%81%D0%BD%D0%B8%D0%BC%D0%BE%D0%BA%20%221%22.png");
        assertThat(response.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeaders().getFirst("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void a_file_without_a_type_is_a_download_too() {
        assertThat(FileDownload.of("a", null, new byte[0]).getHeaders().getContentType())
                .hasToString("application/octet-stream");
    }
}
