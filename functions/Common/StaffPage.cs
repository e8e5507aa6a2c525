using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Common;

/// <summary>A page for staff. Anyone may open it: it holds nothing, and talks to the directory where its reader signs in, to nobody else.</summary>
public static class StaffPage
{
    static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    /// <param name="path">Such as <c>/audit</c>.</param>
    /// <param name="page">Its file's name without ending.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="showsFiles">Whether it shows documents in frames.</param>
    /// <param name="pictures">Where its pictures come from besides the city (<see cref="Page.Pictures"/>).</param>
    public static void MapStaffPage(
        this IEndpointRouteBuilder routes, string path, string page, string function, bool showsFiles = false, string? pictures = null) => routes
        .MapMethods(path, reading, (EntraOptions directory) => new Page(page) { ShowsFiles = showsFiles, Pictures = pictures, Connects = directory.Origin })
        .OnHttp(function).OpenToAnyone().Limited("readings", calls: 120);
}
