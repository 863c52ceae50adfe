package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.TableTypes;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.inbox.DroppedFiles;
import vn.lienthong.intake.inbox.DroppedFiles.Folder;
import vn.lienthong.intake.inbox.DroppedFiles.NameRefused;

/** What became of the files that were dropped? And a way to give one for those who cannot reach the folder. */
@Controller
class FilesPage {

    private static final Logger LOG = LoggerFactory.getLogger(FilesPage.class);
    private static final int SHOWN = 20;

    private final DroppedFiles files;
    private final FileForm form;

    FilesPage(DroppedFiles files, FileForm form) {
        this.files = files;
        this.form = form;
    }

    @GetMapping("/files")
    String show(Model model) throws IOException {
        fill(model);
        return "files";
    }

    @GetMapping("/files/live")
    String live(Model model) throws IOException {
        fill(model);
        return "files :: live";
    }

    private void fill(Model model) throws IOException {
        List<Folder> folders = files.folders(SHOWN);
        model.addAttribute("folders", folders);
        model.addAttribute("empty", names(folders, Folder::isEmpty));
        model.addAttribute("flows", names(folders, Folder::isForPeople));
    }

    private static List<String> names(List<Folder> folders, Predicate<Folder> which) {
        return folders.stream().filter(which).map(Folder::name).toList();
    }

    /** The report as it lies beside the file: what it names of a record, pages name as well. */
    @GetMapping(path = "/files/report", produces = TableTypes.CSV)
    ResponseEntity<Resource> report(@RequestParam String folder, @RequestParam String as) throws IOException {
        Path report =
                files.report(folder, as).orElseThrow(() -> Refusal.notFound(Problem.of("console.no-such-report")));
        String name = Path.of(as).getFileName() + ".report.csv";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(TableTypes.CSV))
                .contentLength(Files.size(report))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new FileSystemResource(report));
    }

    @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String give(HttpServletRequest request, Authentication person, RedirectAttributes then) throws IOException {
        return form.read(request, Set.of("flow"), sent -> {
            String flow = sent.fields().getOrDefault("flow", "");
            then.addFlashAttribute("chosen", flow);
            try {
                String name = files.drop(flow, sent.file(), sent.name())
                        .orElseThrow(() -> Refusal.badRequest(
                                Problem.of("console.bad-parameter").in("flow")));
                LOG.info("{} gives a file to {}.", person.getName(), flow);
                then.addFlashAttribute("given", name);
            } catch (NameRefused refused) {
                then.addFlashAttribute("problems", List.of(refused.problem()));
            }
            return "redirect:/files";
        });
    }
}
