import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Prints whether a file is PDF/A-2b, and each rule that it breaks. */
public class AskVeraPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.PDFA_2_B;
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new FileInputStream(files[0]), flavour)) {
            ValidationResult result =
                    Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            System.out.println(result.isCompliant() ? "PDF/A-2b" : "no PDF/A-2b");
            for (TestAssertion broken : result.getTestAssertions()) {
                System.out.println(broken.getRuleId().getClause() + " " + broken.getMessage());
            }
        }
    }
}
