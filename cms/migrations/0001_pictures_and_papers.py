"""What pages are made of: pictures, papers, testimonies, and who we are."""

import django.core.validators
import django.db.models.deletion
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import hub.words.localised
from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="SiteImage",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "collection",
                models.ForeignKey(
                    default=wagtail.models.media.get_root_collection_id,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="wagtailcore.collection",
                    verbose_name="collection",
                ),
            ),
            ("title", models.CharField(max_length=255, verbose_name="title")),
            (
                "file",
                wagtail.images.models.WagtailImageField(
                    height_field="height",
                    upload_to=wagtail.images.models.get_upload_to,
                    verbose_name="file",
                    width_field="width",
                ),
            ),
            ("description", models.CharField(blank=True, default="", max_length=255, verbose_name="description")),
            ("width", models.IntegerField(editable=False, verbose_name="width")),
            ("height", models.IntegerField(editable=False, verbose_name="height")),
            ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at")),
            (
                "uploaded_by_user",
                models.ForeignKey(
                    blank=True,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="uploaded by user",
                ),
            ),
            ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
            ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
            ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
            ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
            ("file_size", models.PositiveIntegerField(editable=False, null=True)),
            ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
            ("credit", models.CharField(blank=True, max_length=120, verbose_name="credit")),
            (
                "consent_until",
                models.DateField(
                    blank=True,
                    help_text="From the next day on no page shows it any more, until another day stands here.",
                    null=True,
                    verbose_name="consent of the people shown ends on",
                ),
            ),
            (
                "tags",
                taggit.managers.TaggableManager(
                    blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                ),
            ),
        ],
        options={
            "verbose_name": "image",
            "verbose_name_plural": "images",
            "abstract": False,
        },
        bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
    ),
    migrations.CreateModel(
        name="SiteRendition",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("filter_spec", models.CharField(db_index=True, max_length=255)),
            (
                "file",
                wagtail.images.models.WagtailImageField(
                    height_field="height",
                    storage=wagtail.images.models.get_rendition_storage,
                    upload_to=wagtail.images.models.get_rendition_upload_to,
                    width_field="width",
                ),
            ),
            ("width", models.IntegerField(editable=False)),
            ("height", models.IntegerField(editable=False)),
            ("focal_point_key", models.CharField(blank=True, default="", editable=False, max_length=16)),
            (
                "image",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="cms.siteimage"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="rendition_once")
            ],
        },
        bases=(wagtail.images.models.ImageFileMixin, models.Model),
    ),
    migrations.CreateModel(
        name="SiteDocument",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "collection",
                models.ForeignKey(
                    default=wagtail.models.media.get_root_collection_id,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="wagtailcore.collection",
                    verbose_name="collection",
                ),
            ),
            ("title", models.CharField(max_length=255, verbose_name="title")),
            ("file", models.FileField(upload_to="documents", verbose_name="file")),
            ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
            (
                "uploaded_by_user",
                models.ForeignKey(
                    blank=True,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="uploaded by user",
                ),
            ),
            ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
            ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
            (
                "tags",
                taggit.managers.TaggableManager(
                    blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                ),
            ),
        ],
        options={
            "verbose_name": "document",
            "verbose_name_plural": "documents",
            "abstract": False,
        },
        bases=(modelsearch.index.Indexed, models.Model),
    ),
    migrations.CreateModel(
        name="Organisation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "site",
                models.OneToOneField(
                    editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                ),
            ),
            ("name", models.CharField(default="Le Banc", max_length=80, verbose_name="name")),
            ("phone", models.CharField(default="+33199000001", max_length=20, verbose_name="phone")),
            (
                "hours",
                hub.words.localised.LocalisedField(default=dict, verbose_name="opening hours, one text per language"),
            ),
            ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
        ],
        options={
            "verbose_name": "association",
        },
    ),
    migrations.CreateModel(
        name="Testimony",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name", models.CharField(max_length=40, verbose_name="first name")),
            (
                "age",
                models.PositiveSmallIntegerField(
                    blank=True,
                    null=True,
                    validators=[
                        django.core.validators.MinValueValidator(18),
                        django.core.validators.MaxValueValidator(110),
                    ],
                    verbose_name="age",
                ),
            ),
            (
                "detail",
                hub.words.localised.LocalisedField(blank=True, default=dict, verbose_name="former trade, branch"),
            ),
            (
                "quote",
                hub.words.localised.LocalisedField(
                    default=dict,
                    help_text="Without quotation marks. Where a language lacks, French shows.",
                    verbose_name="their words",
                ),
            ),
            (
                "branch",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="hub.branch",
                    verbose_name="branch",
                ),
            ),
            ("consent_on", models.DateField(verbose_name="agreed to be quoted on")),
            (
                "withdrawn_on",
                models.DateField(
                    blank=True,
                    help_text="As soon as a day stands here, their words are gone from every page, draft and old version.",
                    null=True,
                    verbose_name="took their agreement back on",
                ),
            ),
        ],
        options={
            "verbose_name": "testimony",
            "verbose_name_plural": "testimonies",
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("cms", "0002_resources"),
    ]

    dependencies = [
        ("hub", "0002_branches_notices_log"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        Tables(MODELS),
    ]
