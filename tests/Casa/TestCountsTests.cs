using Casa;

namespace CasaServerless.Tests.Casa;

public sealed class TestCountsTests
{
    [Fact]
    public void All_result_files_are_summed_and_failures_are_told()
    {
        var folder = Directory.CreateTempSubdirectory("casa-trx-");
        try
        {
            Write("one.trx", "<UnitTestResult testName='A' outcome='Passed'/><UnitTestResult testName='B' outcome='NotExecuted'/>");
            Write("two.trx", "<UnitTestResult testName='C' outcome='Failed'><Output><ErrorInfo><Message>3 is not 4</Message>" +
                "<StackTrace>at C.cs:7\nat D.cs:8</StackTrace></ErrorInfo></Output></UnitTestResult><UnitTestResult testName='D' outcome='Passed'/>");
            var counts = TestCounts.Read(folder.FullName);
            Assert.Equal((2, 1, 1), (counts.Passed, counts.Failed, counts.Skipped));
            Assert.Equal(["FAILED C\n  3 is not 4\n  at C.cs:7"], counts.Failures);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Write(string name, string results) => File.WriteAllText(Path.Combine(folder.FullName, name),
            $"<TestRun xmlns='http://microsoft.com/schemas/VisualStudio/TeamTest/2010'><Results>{results}</Results></TestRun>");
    }
}
